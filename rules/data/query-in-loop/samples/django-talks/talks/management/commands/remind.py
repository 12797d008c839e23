import time

from django.core.management.base import BaseCommand

from talks.models import Fee, Talk


class Command(BaseCommand):
    def handle(self, **options):
        for talk in Talk.objects.filter(room=1):
            # ok: query-in-loop
            if not Talk.objects.filter(id=talk.id).exists():  # deleted in the meantime
                continue
            talk.delete()
        for talk in Talk.objects.filter(room=2):
            # ok: query-in-loop
            self.stdout.write(str(Fee.objects.get(pk=talk.speaker)))
            time.sleep(1)
        for talk in Talk.objects.filter(room=3):
            # pedantic: query-in-loop
            self.stdout.write(str(Fee.objects.get(pk=talk.speaker)))
