"""What Django's and Django REST framework's own classes give to a class that derives from them.

https://docs.djangoproject.com/en/stable/ref/class-based-views/ and
https://www.django-rest-framework.org/api-guide/generic-views/, /api-guide/viewsets/
"""

from __future__ import annotations

from collections.abc import Iterable

from backend_review.frameworks.support import METHODS
from backend_review.model.evaluator import NOTHING
from backend_review.model.values import Callee, Kind, Library, Thing, Value

VERBS = tuple(method for method in METHODS if method not in {"head", "options", "trace"})
ACTIONS = {
    "list": "get", "create": "post", "retrieve": "get", "update": "put", "partial_update": "patch",
    "destroy": "delete",
}  # fmt: skip
_FORM = ("get", "post", "put")
_LIST, _CREATE, _RETRIEVE, _UPDATE, _DESTROY = ("list",), ("create",), ("retrieve",), ("update", "partial_update"), (
    "destroy",
)  # fmt: skip

# The HTTP methods of Django's and DRF's views, by the last part of their names.
_METHODS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("TemplateView", "ListView", "DetailView", "BaseListView", "BaseDetailView"), ("get",)),
    **dict.fromkeys(("ArchiveIndexView", "YearArchiveView", "MonthArchiveView", "WeekArchiveView", "DayArchiveView",
                     "TodayArchiveView", "DateDetailView", "BaseDateListView", "JavaScriptCatalog", "JSONCatalog",
                     "PasswordResetDoneView", "PasswordResetCompleteView", "PasswordChangeDoneView"), ("get",)),
    **dict.fromkeys(("FormView", "CreateView", "UpdateView", "BaseFormView", "BaseCreateView", "BaseUpdateView",
                     "ProcessFormView", "LoginView", "PasswordChangeView", "PasswordResetView",
                     "PasswordResetConfirmView"), _FORM),
    **dict.fromkeys(("DeleteView", "BaseDeleteView"), ("get", "post", "delete")),
    "DeletionMixin": ("post", "delete"),
    "RedirectView": VERBS,
    "LogoutView": ("post",),
    "ListAPIView": ("get",), "RetrieveAPIView": ("get",), "CreateAPIView": ("post",), "DestroyAPIView": ("delete",),
    "UpdateAPIView": ("put", "patch"), "ListCreateAPIView": ("get", "post"),
    "RetrieveUpdateAPIView": ("get", "put", "patch"), "RetrieveDestroyAPIView": ("get", "delete"),
    "RetrieveUpdateDestroyAPIView": ("get", "put", "patch", "delete"),
    **dict.fromkeys(("ObtainAuthToken", "TokenViewBase", "TokenObtainPairView", "TokenRefreshView", "TokenVerifyView",
                     "TokenBlacklistView", "TokenObtainSlidingView", "TokenRefreshSlidingView", "JSONWebTokenAPIView",
                     "ObtainJSONWebTokenView", "RefreshJSONWebTokenView", "VerifyJSONWebTokenView",
                     "ObtainJSONWebToken", "RefreshJSONWebToken", "VerifyJSONWebToken", "TokenView", "RevokeTokenView",
                     "SocialLoginView", "RegisterView", "LogoutAllView", "VerifyEmailView"), ("post",)),
    **dict.fromkeys(("SpectacularAPIView", "SpectacularSwaggerView", "SpectacularRedocView", "SpectacularJSONAPIView",
                     "SpectacularYAMLAPIView", "SchemaView", "PrometheusView"), ("get",)),
    "GraphQLView": ("get", "post"), "AsyncGraphQLView": ("get", "post"),
}  # fmt: skip
# The URLs that come with Django and REST framework, by the module that is included.
_SIGN_IN = {"login/": "LoginView", "logout/": "LogoutView"}
URLS: dict[str, dict[str, str]] = {
    "rest_framework.urls": _SIGN_IN,
    "django.contrib.auth.urls": {
        **_SIGN_IN,
        "password_change/": "PasswordChangeView", "password_change/done/": "PasswordChangeDoneView",
        "password_reset/": "PasswordResetView", "password_reset/done/": "PasswordResetDoneView",
        "reset/{uidb64}/{token}/": "PasswordResetConfirmView", "reset/done/": "PasswordResetCompleteView",
    },
}  # fmt: skip
_FUNCTIONS = {
    **dict.fromkeys(("obtain_auth_token", "obtain_jwt_token", "refresh_jwt_token", "verify_jwt_token"), ("post",)),
}

# The actions of DRF's viewsets and of the mixins that they and the generic views are made of.
_ACTIONS: dict[str, tuple[str, ...]] = {
    "ModelViewSet": tuple(ACTIONS),
    "ReadOnlyModelViewSet": (*_LIST, *_RETRIEVE),
    "ListModelMixin": _LIST, "CreateModelMixin": _CREATE, "RetrieveModelMixin": _RETRIEVE,
    "UpdateModelMixin": _UPDATE, "DestroyModelMixin": _DESTROY,
}  # fmt: skip

# Classes that answer anyone, whatever the defaults in the settings say.
_PUBLIC = {"ObtainAuthToken", "TokenViewBase", "TokenObtainPairView", "TokenRefreshView", "TokenVerifyView",
           "TokenBlacklistView", "TokenObtainSlidingView", "TokenRefreshSlidingView", "SpectacularAPIView",
           "SpectacularSwaggerView", "SpectacularRedocView", "ObtainJSONWebToken", "RefreshJSONWebToken",
           "VerifyJSONWebToken", "ObtainJSONWebTokenView", "RefreshJSONWebTokenView"}  # fmt: skip

# Mixins that keep callers out.
GUARDS = {"LoginRequiredMixin", "PermissionRequiredMixin", "UserPassesTestMixin", "AccessMixin",
          "StaffuserRequiredMixin", "SuperuserRequiredMixin", "GroupRequiredMixin", "AnonymousRequiredMixin",
          "StaffRequiredMixin", "MultiplePermissionsRequiredMixin", "RaisePermissionRequiredMixin",
          "OTPRequiredMixin"}  # fmt: skip


def last(name: str) -> str:
    """The last part of a dotted name."""
    return name.rpartition(".")[2]


def libraries(view: Value) -> list[str]:
    """The library classes that a class is or derives from, by their full names."""
    if isinstance(view, Library):
        return [view.name]
    return view.libraries() if isinstance(view, Kind) else []


def attribute(view: Value, name: str) -> Value | None:
    """What a class of the project or one it derives from gives a name; None when none does."""
    for kind in view.lineage() if isinstance(view, Kind) else ():
        if name in kind.attributes:
            return kind.attributes[name]
    return None


def is_viewset(view: Value) -> bool:
    """Whether a class is one of DRF's viewsets."""
    return any("ViewSet" in last(name) for name in libraries(view))


def is_rest(view: Value) -> bool:
    """Whether DRF answers for a class, with its permissions and throttles."""
    return any(
        name.startswith(("rest_framework", "drf_")) or name.endswith(("APIView", "ViewSet")) or "ViewSet" in last(name)
        for name in libraries(view)
    )


def is_feed(view: Thing) -> bool:
    """Whether an object is a feed of Django's, which is a view that answers with its ``items``."""
    return view.kind is not None and any(last(name) == "Feed" for name in libraries(view.kind))


def is_public(view: Value) -> bool:
    """Whether a class of a library answers anyone."""
    return any(last(name) in _PUBLIC for name in libraries(view))


def actions_of(view: Value) -> list[str]:
    """The standard actions that a viewset has: those it defines and those its bases bring."""
    brought = {action for name in libraries(view) for action in _ACTIONS.get(last(name), ())}
    return [action for action in ACTIONS if _has(view, action, action in brought)]


def methods_of(view: Value) -> list[str]:
    """The HTTP methods that a class answers by methods of that name, in lower case."""
    brought = {method for name in libraries(view) for method in _METHODS.get(last(name), ())}
    return [method for method in VERBS if _has(view, method, method in brought)]


def _has(view: Value, name: str, brought: bool) -> bool:
    own = attribute(view, name)
    return brought if own is None else own != NOTHING


# What a generic view's methods hand the request on to.
_HANDED_ON = {
    "get": ("list", "retrieve"), "post": ("create",), "put": ("update",), "patch": ("partial_update", "update"),
    "delete": ("destroy",),
}  # fmt: skip


def handed_on(view: Value, method: str) -> str | None:
    """The action of a view's own class that does the work of a method which its generic class brings; the name of
    the library's own, where the class has none; None for any other method."""
    names = [last(name) for name in libraries(view)]
    if attribute(view, method) is not None or not any(name.endswith("APIView") and name != "APIView" for name in names):
        return None
    actions = _HANDED_ON.get(method, ())
    own = next((action for action in actions if isinstance(attribute(view, action), Callee)), None)
    return own or ("list" if method == "get" and any(name.startswith("List") for name in names) else None)


def methods_of_function(name: str) -> tuple[str, ...]:
    """The HTTP methods of a library's view function."""
    return _FUNCTIONS.get(last(name), ())


def allowed(names: Iterable[str], permitted: Iterable[str] | None) -> list[str]:
    """The HTTP methods that ``http_method_names`` leaves."""
    return [name for name in names if permitted is None or name in permitted]
