import logging

from rest_framework.response import Response
from rest_framework.views import APIView

logger = logging.getLogger(__name__)


class NoteList(APIView):
    def get(self, request):
        # ruleid: print-logging
        print("notes of", request.user)
        # ok: print-logging
        logger.debug("notes")
        return Response([])
