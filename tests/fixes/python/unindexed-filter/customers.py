from django.db import models
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import path


class Customer(models.Model):
    phone = models.CharField(max_length=20)
    email = models.EmailField(unique=True)


class Visit(models.Model):
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE)
    place = models.CharField(max_length=20, db_index=True)


def by_phone(request, phone):
    customer = get_object_or_404(Customer, phone=phone)
    return JsonResponse({"id": customer.id})


def by_email(request, email):
    customer = get_object_or_404(Customer, email=email)
    return JsonResponse({"id": customer.id})


def visits(request, customer):
    found = Visit.objects.filter(customer=customer)[:20]
    return JsonResponse({"visits": [visit.id for visit in found]})


def visits_of_phone(request, phone):
    found = Visit.objects.filter(customer__phone=phone)[:20]
    return JsonResponse({"visits": [visit.id for visit in found]})


urlpatterns = [
    path("customers/phone/<str:phone>", by_phone),
    path("customers/email/<str:email>", by_email),
    path("customers/<int:customer>/visits", visits),
    path("customers/phone/<str:phone>/visits", visits_of_phone),
]
