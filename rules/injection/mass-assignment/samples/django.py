import json

from django import forms
from django.http import JsonResponse
from django.views.generic import CreateView, ListView

from .models import Order, Profile


def create(request):
    data = json.loads(request.body)
    # ruleid: mass-assignment
    order = Order.objects.create(**data)
    return JsonResponse({"id": order.pk})


def change(request, pk):
    changes = json.loads(request.body.decode("utf-8"))
    # ruleid: mass-assignment
    Order.objects.filter(pk=pk).update(**changes)
    # The engine drops a call's result inside the arguments of a chained call when calls are assumed safe.
    # todoruleid: mass-assignment
    Order.objects.filter(pk=pk).update(**json.loads(request.body))
    return JsonResponse({})


def change_form(request, pk):
    # ruleid: mass-assignment
    profile = Profile(**request.POST.dict())
    profile.save()
    return JsonResponse({})


def loop(request, pk):
    order = Order.objects.get(pk=pk)
    for field, value in request.POST.items():
        # ruleid: mass-assignment
        setattr(order, field, value)
    order.save()
    return JsonResponse({})


class ProfileForm(forms.ModelForm):
    class Meta:
        model = Profile
        # ruleid: mass-assignment
        fields = "__all__"


class StaffForm(forms.ModelForm):
    class Meta:
        model = Profile
        # ok: mass-assignment
        fields = "__all__"

    def __init__(self, *args, **kwargs):
        super(StaffForm, self).__init__(*args, **kwargs)


class ReadonlyStaffForm(StaffForm):
    pass


class ProfileAdmin(admin.ModelAdmin):
    form = ReadonlyStaffForm
    fields = ("name",)


class ProfileInline(BaseTabularInline):
    form = StaffForm


class SharedForm(forms.ModelForm):
    class Meta:
        model = Profile
        # ruleid: mass-assignment
        fields = "__all__"


class SharedAdmin(admin.ModelAdmin):
    form = SharedForm


def edit(request):
    form = SharedForm(request.POST)
    return form.save()


class OrderCreate(CreateView):
    model = Order
    # ruleid: mass-assignment
    fields = "__all__"


class OrderList(ListView):
    model = Order


class NameForm(forms.ModelForm):
    class Meta:
        model = Profile
        # ok: mass-assignment
        fields = ["name", "email"]


class LeftOutForm(forms.ModelForm):
    class Meta:
        model = Profile
        # pedantic: mass-assignment
        exclude = ["is_staff"]


def safe(request):
    data = json.loads(request.body)
    # ok: mass-assignment
    Order.objects.create(name=data["name"], amount=data["amount"])
    form = NameForm(request.POST)
    if form.is_valid():
        # ok: mass-assignment
        Profile.objects.create(**form.cleaned_data)
    return JsonResponse({})
