package dev.verifier.wallet.openid4vp;

/** A request that the wallet does not answer, and why. */
public final class UnacceptableRequest extends RuntimeException {
    private final RequestFlaw flaw;

    UnacceptableRequest(RequestFlaw flaw) {
        super(flaw.sentence());
        this.flaw = flaw;
    }

    UnacceptableRequest(RequestFlaw flaw, Throwable cause) {
        super(flaw.sentence(), cause);
        this.flaw = flaw;
    }

    /** The same as a value. */
    public RequestFlaw flaw() {
        return flaw;
    }
}
