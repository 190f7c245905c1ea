"""Addresses of the room. People, jobs and documents stand in them by their ids alone."""

from __future__ import annotations

from django.urls import path

from tirkelim.portal.personnel import (
    adding,
    departures,
    facts,
    jobs,
    learning,
    listing,
    own,
    qualifications,
    returns,
    why,
    work,
    worker,
)

WORKER = "personnel/<uuid:person>/"
JOB = f"{WORKER}jobs/<uuid:employment>/"

urlpatterns = [
    path("record/", own.record, name="record"),
    path("record/download/pdf/", own.download_pdf, name="record_pdf"),
    path("record/download/json/", own.download_json, name="record_json"),
    path("personnel/", listing.staff, name="staff"),
    path("personnel/work/", work.work, name="staff_work"),
    path("personnel/left/", listing.former, name="staff_former"),
    path("personnel/add/", adding.add, name="staff_add"),
    path("personnel/add/<uuid:draft>/", adding.entry, name="staff_entry"),
    path("personnel/add/<uuid:draft>/check/", adding.entry_check, name="staff_entry_check"),
    path("personnel/add/<uuid:draft>/give-up/", adding.entry_give_up, name="staff_entry_give_up"),
    path("personnel/add/<uuid:draft>/return/", departures.entry_return, name="staff_entry_return"),
    path("personnel/add/<uuid:draft>/<slug:section>/", adding.entry_section, name="staff_entry_section"),
    path(WORKER, worker.worker, name="staff_worker"),
    path(f"{WORKER}why/", why.why, name="staff_why"),
    path(f"{WORKER}history/", worker.history, name="staff_history"),
    path(f"{WORKER}timeline/", own.worker_timeline, name="staff_timeline"),
    path(f"{WORKER}as-of/", worker.as_of, name="staff_as_of"),
    path(f"{WORKER}facts/<slug:group>/", facts.change_facts, name="staff_facts"),
    path(f"{WORKER}training/none/", facts.no_training, name="staff_no_training"),
    path(f"{WORKER}death/", departures.death, name="staff_death"),
    path(f"{WORKER}abroad/", departures.abroad, name="staff_abroad"),
    path(f"{WORKER}return/", departures.back, name="staff_return"),
    path(f"{WORKER}departures/", returns.moves, name="staff_departures"),
    path(f"{WORKER}departures/<uuid:departure>/return/", returns.wrong_return, name="staff_return_correct"),
    path(f"{WORKER}departures/<uuid:departure>/withdraw/", departures.withdraw, name="staff_departure_withdraw"),
    path(f"{WORKER}jobs/add/", jobs.add_job, name="staff_job_add"),
    path(f"{JOB}transfer/", jobs.transfer, name="staff_job_transfer"),
    path(f"{JOB}leave/", jobs.leave, name="staff_job_leave"),
    path(f"{JOB}restore/", jobs.restore, name="staff_job_restore"),
    path(f"{JOB}correct/", jobs.correct_job, name="staff_job_correct"),
    path(f"{JOB}main/", departures.make_main, name="staff_job_main"),
    path(f"{JOB}absence/", jobs.absence, name="staff_job_absence"),
    path(f"{WORKER}absences/<uuid:absence>/", jobs.absence_end, name="staff_absence_end"),
    path(f"{WORKER}education/add/", learning.add_education, name="staff_education_add"),
    path(f"{WORKER}education/<uuid:line>/", learning.correct_education, name="staff_education_correct"),
    path(f"{WORKER}training/add/", learning.add_training, name="staff_training_add"),
    path(f"{WORKER}training/<uuid:line>/", learning.correct_training, name="staff_training_correct"),
    path(f"{WORKER}levels/add/", qualifications.add_qualification, name="staff_qualification_add"),
    path(f"{WORKER}certificates/add/", learning.add_certificate, name="staff_certificate_add"),
]
