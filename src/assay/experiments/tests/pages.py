"""Addresses of the pages of an experiment, and a plan as its form sends it."""

from django.urls import reverse

PLAN = {
    "hypothesis": "A larger wing lifts f1.",
    "criteria": "f1 >= baseline + 15%",
    "stops": "loss diverges -> check the data",
    "baseline_values": "f1 = 0.81",
    "timebox_days": "5",
}


def page(task):
    return reverse("tasks:task", args=[task.key])


def address(name, task, *more):
    return reverse(f"experiments:{name}", args=[task.key, *more])


def text_of(response):
    return response.content.decode()
