"""The promise page. Its name stands alone, since every page's footer leads here."""

from django.urls import path

from .views import welcome

urlpatterns = [path("welcome/", welcome, name="welcome")]
