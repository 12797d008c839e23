from django.http import JsonResponse
from rest_framework import generics, viewsets
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.models import Member
from accounts.serializers import BuiltSerializer, MemberSerializer, NamedSerializer, OpenSerializer, SafeSerializer


class MemberViewSet(viewsets.ReadOnlyModelViewSet):
    queryset = Member.objects.all()
    serializer_class = MemberSerializer


class SafeViewSet(viewsets.ModelViewSet):
    queryset = Member.objects.all()
    serializer_class = SafeSerializer


class NamedList(generics.ListCreateAPIView):
    queryset = Member.objects.all()
    serializer_class = NamedSerializer


class OpenView(APIView):
    def get(self, request, pk):
        member = Member.objects.get(pk=pk)
        return Response(OpenSerializer(member).data)


class ShownView(APIView):
    def get(self, request, pk):
        member = Member.objects.get(pk=pk)
        # ok: leaked-model-fields
        return Response(NamedSerializer(member).data)


class BuiltView(generics.RetrieveAPIView):
    queryset = Member.objects.all()
    serializer_class = BuiltSerializer


def raw(request):
    # ruleid: leaked-model-fields
    return JsonResponse(list(Member.objects.filter(is_active=True).values()), safe=False)


def named(request):
    # ok: leaked-model-fields
    return JsonResponse(list(Member.objects.values("id", "username")), safe=False)
