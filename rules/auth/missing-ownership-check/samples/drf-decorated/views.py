from rest_framework.decorators import api_view, permission_classes
from rest_framework.permissions import IsAuthenticated
from rest_framework.response import Response

from shop.models import Basket
from shop.permissions import OwnsBasket


@api_view(["GET", "POST"])
@permission_classes((IsAuthenticated,))
def baskets(request):
    if request.method == "POST":
        Basket.objects.create(owner=request.user, note=request.data["note"])
    return Response([row.note for row in Basket.objects.filter(owner=request.user)[:50]])


@api_view(["DELETE"])
@permission_classes((IsAuthenticated,))
def remove(request, pk):
    """Takes a basket away; no permission of its own, no 403."""
    Basket.objects.get(pk=pk).delete()
    return Response(status=204)


@api_view(["DELETE"])
@permission_classes([IsAuthenticated, OwnsBasket])
def remove_own(request, pk):
    Basket.objects.get(pk=pk).delete()
    return Response(status=204)


@api_view(["DELETE"])
@permission_classes([IsAuthenticated])
def remove_of_caller(request, pk):
    Basket.objects.get(pk=pk, owner=request.user).delete()
    return Response(status=204)
