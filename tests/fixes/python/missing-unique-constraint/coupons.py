from django.db import models
from django.http import JsonResponse
from django.urls import path


class Coupon(models.Model):
    code = models.CharField(max_length=20)
    slug = models.SlugField(unique=True)


class Follow(models.Model):
    follower = models.IntegerField()
    followed = models.IntegerField()


class Vote(models.Model):
    voter = models.IntegerField()
    poll = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["voter", "poll"], name="one_vote")]


class Address(models.Model):
    coupon = models.ForeignKey(Coupon, on_delete=models.CASCADE)
    street = models.CharField(max_length=80)


def first_address(request, pk):
    known = list(Address.objects.filter(coupon_id=pk))
    if known:
        return JsonResponse({}, status=409)
    # it may have more of them later
    address = Address.objects.create(coupon_id=pk, street=request.POST["street"])
    return JsonResponse({"id": address.id})


def create_coupon(request):
    code = request.POST["code"]
    if Coupon.objects.filter(code=code).exists():
        return JsonResponse({}, status=409)
    coupon = Coupon.objects.create(code=code)
    return JsonResponse({"id": coupon.id})


def create_by_slug(request):
    slug = request.POST["slug"]
    if Coupon.objects.filter(slug=slug).exists():
        return JsonResponse({}, status=409)
    coupon = Coupon.objects.create(slug=slug)
    return JsonResponse({"id": coupon.id})


def follow(request):
    if not Follow.objects.filter(follower=request.POST["a"], followed=request.POST["b"]).exists():
        Follow.objects.create(follower=request.POST["a"], followed=request.POST["b"])
    return JsonResponse({})


def vote(request):
    if not Vote.objects.filter(voter=request.POST["a"], poll=request.POST["b"]).exists():
        Vote.objects.create(voter=request.POST["a"], poll=request.POST["b"])
    return JsonResponse({})


def follow_by(request, **more):
    if not Follow.objects.filter(follower=request.POST["a"], **more).exists():
        Follow.objects.create(follower=request.POST["a"], **more)
    return JsonResponse({})


def get_or_make(request):
    coupon, _ = Coupon.objects.get_or_create(slug=request.POST["slug"])
    return JsonResponse({"id": coupon.id})


urlpatterns = [
    path("coupons/<int:pk>/first", first_address),
    path("coupons", create_coupon),
    path("coupons/slug", create_by_slug),
    path("follow", follow),
    path("vote", vote),
    path("follow/by", follow_by),
    path("get", get_or_make),
]
