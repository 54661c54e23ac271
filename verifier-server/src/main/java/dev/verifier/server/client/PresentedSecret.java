package dev.verifier.server.client;

/**
 * A secret as it came in.
 *
 * @param secret what was said
 * @param network from where
 */
record PresentedSecret(String secret, String network) {

    @Override
    public String toString() {
        return "PresentedSecret";
    }
}
