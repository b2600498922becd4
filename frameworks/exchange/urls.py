"""The admin's pages of files, under /manage/frameworks/."""

from django.urls import path

from .views import taking_out

app_name = "exchange"
urlpatterns = [
    path("<slug:key>/files/", taking_out.files, name="files"),
    path("<slug:key>/files/<int:number>/<slug:format>/", taking_out.file, name="file"),
]
