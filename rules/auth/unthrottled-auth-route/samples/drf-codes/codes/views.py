from rest_framework import generics

from .serializers import LimitedPasswordSerializer, SendCodeSerializer, SignInSerializer


class SendCode(generics.CreateAPIView):
    authentication_classes = ()
    permission_classes = ()
    serializer_class = SendCodeSerializer


class Login(generics.CreateAPIView):
    authentication_classes = ()
    permission_classes = ()
    serializer_class = LimitedPasswordSerializer


class SignIn(generics.CreateAPIView):
    authentication_classes = ()
    permission_classes = ()
    serializer_class = SignInSerializer
