from .models import Bed


def beds_of(user, queryset=None):
    queryset = Bed.objects.all() if queryset is None else queryset
    if user.is_superuser:
        pass
    else:
        queryset = queryset.filter(hospital__id=user.hospital_id)
    return queryset
