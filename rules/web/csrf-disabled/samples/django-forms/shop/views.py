from django.shortcuts import redirect, render


def profile(request):
    if request.method == "POST":
        request.user.name = request.POST["name"]
        request.user.save()
        return redirect("profile")
    return render(request, "shop/profile.html", {"user": request.user})
