from mongoengine import Document, StringField
from rest_framework.decorators import api_view
from rest_framework.response import Response
from rest_framework.views import APIView

from .serializers import LookupSerializer


class Account(Document):
    name = StringField()


class Lookup(APIView):
    def post(self, request):
        # ruleid: nosql-injection
        rows = Account.objects(__raw__=request.data["filter"])
        serializer = LookupSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        # ok: nosql-injection
        more = Account.objects(name=serializer.validated_data["name"])
        return Response([rows, more])


@api_view(["POST"])
def raw(request):
    collection = Account._get_collection()
    # ruleid: nosql-injection
    rows = collection.find({"name": request.data["name"]})
    # ok: nosql-injection
    Account.objects(__raw__={"name": "fixed"})
    return Response(list(rows))
