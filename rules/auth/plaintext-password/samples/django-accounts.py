from django.contrib.auth import authenticate
from django.contrib.auth.hashers import make_password
from django.http import HttpResponse

from shop.models import Customer


def register(request):
    # ruleid: plaintext-password
    Customer.objects.create(email=request.POST["email"], password=request.POST["password"])
    # ok: plaintext-password
    Customer.objects.create(email=request.POST["email"], password=make_password(request.POST["password"]))
    # ok: plaintext-password
    Customer.objects.create_user(email=request.POST["email"], password=request.POST["password"])
    return HttpResponse(status=201)


def login(request):
    password = request.POST.get("password")
    # ruleid: plaintext-password
    customer = Customer.objects.filter(email=request.POST["email"], password=password).first()
    # ruleid: plaintext-password
    customer = customer or Customer.objects.get(email=request.POST["email"], password=password)
    # ok: plaintext-password
    user = authenticate(request, username=request.POST["email"], password=password)
    return HttpResponse(status=204 if user or customer else 401)
