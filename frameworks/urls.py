"""Pages that say what the words mean."""

from django.urls import path

from . import views

app_name = "frameworks"
urlpatterns = [
    path("frameworks/", views.framework_list, name="framework-list"),
    path("frameworks/<slug:key>/", views.framework, name="framework"),
    path("frameworks/<slug:key>/editions/<int:number>/", views.edition, name="edition"),
]
