//! Links at which a person can check a claim.
