from django import forms
from django.contrib import admin

from .models import Clinic


class ClinicForm(forms.ModelForm):
    class Meta:
        model = Clinic
        # ok: mass-assignment
        fields = "__all__"


@admin.register(Clinic)
class ClinicAdmin(admin.ModelAdmin):
    form = ClinicForm
