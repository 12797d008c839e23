from django.core.management.base import BaseCommand

from shop.models import Order


class Command(BaseCommand):
    def handle(self, *args, **options):
        for order in Order.objects.iterator():
            # pedantic: lazy-load-in-loop
            self.stdout.write(order.customer.email)
