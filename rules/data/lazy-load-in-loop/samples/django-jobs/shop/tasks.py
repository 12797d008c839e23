from celery import shared_task
from django.core.mail import send_mail

from shop.models import Order


@shared_task
def remind():
    for order in Order.objects.filter(paid=False):
        # ruleid: lazy-load-in-loop
        send_mail("Please pay", "…", None, [order.customer.email])


@shared_task(bind=True, max_retries=3)
def remind_loaded(self):
    for order in Order.objects.filter(paid=False).select_related("customer"):
        # ok: lazy-load-in-loop
        send_mail("Please pay", "…", None, [order.customer.email])


def unused():
    for order in Order.objects.filter(paid=False):
        # Nothing calls it: nothing is known of its rows.
        # ok: lazy-load-in-loop
        print(order.customer.email)
