"""The pages: by role, the advisor, the public check. Reads requests, shows answers; decides nothing."""
