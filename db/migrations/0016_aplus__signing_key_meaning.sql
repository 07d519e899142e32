-- Whoever looks at the database alone should not take the row for a spare one.
comment on table aplus.signing_key is 'Signs tokens for graders of A+ (RS256). Without it graders must be given a new public key.';
