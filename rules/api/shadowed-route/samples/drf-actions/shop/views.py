from rest_framework.decorators import action
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet


class BookViewSet(ViewSet):
    def list(self, request):
        return Response([])

    def retrieve(self, request, pk):
        return Response({})

    @action(detail=False)
    def search(self, request):
        return Response([])


class Latest(ViewSet):
    def list(self, request):
        return Response([])
