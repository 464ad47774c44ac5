package org.kpaas.edge.installer.fix;

/// A repair that can be done, with its preview. Consent is given to this.
public record Offer(Proposal proposal, Preview preview) {}
