package dev.verifier.trust;

/** Whether an SD-JWT VC may still have the {@code typ} that the format had in drafts, {@code vc+sd-jwt} (SD-JWT VC §3.2.1). */
@FunctionalInterface
public interface FormerType {

    /** No more. */
    FormerType REFUSED = () -> false;

    boolean tolerated();

    /** Told where it was tolerated: of a credential whose signature holds. */
    default void used() {}
}
