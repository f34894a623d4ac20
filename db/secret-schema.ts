/** The tables of secret ballots. Nothing in them links a delegate to a paper, and the box says nothing of when a paper came. */
export interface SecretTables {
  /** A key for one secret ballot; `secret_key` is a JWE of the private JWK, gone when nothing is signed with it any longer. */
  issuer: { kid: string; meeting: string; public_key: string; secret_key: string | null; ballot: string | null };
  /** What a secret ballot has beside any: the root of its issues and the window, once its drawing closed; the last look into its box. */
  secret_ballot: {
    ballot: string;
    issues_root: string | null;
    opens_at: string | null;
    closes_at: string | null;
    looked_papers: number | null;
    looked_at: string | null;
  };
  /** Who drew a paper, and the blind signature that was given, so that it can be given again. */
  issue: {
    ballot: string;
    delegate: string;
    statement_hash: string;
    signed: string;
    blind_signature: string;
    taken_at: string;
  };
  /** The box: JSON of each paper with prefix and signature, by the paper's hash. */
  box: { ballot: string; paper_hash: string; paper: string };
  /** Who has asked that a proposal be voted on secretly. */
  secrecy_demand: { proposal: string; member: string };
}
