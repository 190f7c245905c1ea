"""The applicant's room: cabinet, application, documents, result. Reads forms and gives commands; decides nothing."""
