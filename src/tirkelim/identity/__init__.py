"""Who may do what: accounts, dated roles, territories and offices, sign-in, and the policy."""
