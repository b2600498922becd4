"""The admin's pages of files, under /manage/frameworks/."""

from django.urls import path

from .views import bringing_in, taking_out

app_name = "exchange"
urlpatterns = [
    path("from-a-file/", bringing_in.from_a_file, name="from-a-file"),
    path("from-a-file/draft/", bringing_in.draft, name="draft"),
    path("<slug:key>/files/", taking_out.files, name="files"),
    path("<slug:key>/files/<int:number>/<slug:format>/", taking_out.file, name="file"),
]
