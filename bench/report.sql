-- The numbers of a month, as someone who knows the tables would write them by hand for PostgreSQL:
-- headcount at both ends and what came and went between, by every dimension.
CREATE TEMP TABLE place_%(name)s ON COMMIT DROP AS
SELECT DISTINCT ON (e.person_id) e.person_id, e.organisation_id, e.position, e.specialty,
    o.kato, o.sector, o.ownership, o.kind, p.sex, p.birth_date, q.level
FROM register_employment e
LEFT JOIN register_organisationfact o ON o.organisation_id = e.organisation_id
    AND o.known_from <= %(known)s AND (o.known_to IS NULL OR o.known_to > %(known)s)
    AND o.valid_from <= %(day)s AND (o.valid_to IS NULL OR o.valid_to > %(day)s)
LEFT JOIN register_personfact p ON p.person_id = e.person_id AND p.valid_to IS NULL
    AND p.known_from <= %(known)s AND (p.known_to IS NULL OR p.known_to > %(known)s)
LEFT JOIN (
    SELECT DISTINCT ON (person_id) person_id, level FROM register_qualification
    WHERE known_from <= %(known)s AND (known_to IS NULL OR known_to > %(known)s) AND valid_from <= %(day)s
    ORDER BY person_id, obtained_on DESC
) q ON q.person_id = e.person_id
WHERE e.organisation_id IS NOT NULL
    AND e.known_from <= %(known)s AND (e.known_to IS NULL OR e.known_to > %(known)s)
    AND e.valid_from <= %(day)s AND (e.valid_to IS NULL OR e.valid_to > %(day)s)
    AND NOT EXISTS (
        SELECT 1 FROM register_departure d WHERE d.person_id = e.person_id
            AND d.known_from <= %(known)s AND (d.known_to IS NULL OR d.known_to > %(known)s)
            AND d.valid_from <= %(day)s AND (d.valid_to IS NULL OR d.valid_to > %(day)s)
    )
ORDER BY e.person_id, e.is_main DESC, e.hired_on, e.line
