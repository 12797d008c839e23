from django.urls import path

from shop import views

urlpatterns = [
    path("plain/", views.plain),
    path("joined/", views.joined),
    path("deep/", views.deep),
    path("deep/joined/", views.deep_joined),
    path("property/", views.by_property),
    path("property/joined/", views.by_property_joined),
    path("method/", views.by_method),
    path("method/prefetched/", views.by_method_prefetched),
    path("helper/", views.by_helper),
    path("counted/", views.counted),
    path("keys/", views.keys),
    path("books/<int:pk>/", views.one),
    path("authors/<int:pk>/", views.from_parent),
    path("loans/", views.loans),
    path("made/", views.made),
    path("combined/", views.combined),
    path("combined/otherwise/", views.combined_otherwise),
    path("gathered/", views.gathered),
    path("added/", views.added_up),
]
