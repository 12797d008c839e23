from django.urls import path

from . import views

urlpatterns = [
    # ok: unthrottled-auth-route
    path("otp/token/", views.SendCode.as_view()),
    # ok: unthrottled-auth-route
    path("auth/login/", views.Login.as_view()),
    # ruleid: unthrottled-auth-route
    path("auth/signin/", views.SignIn.as_view()),
]
