package dev.verifier.e2e;

/** The certified relying party of npm, {@code openid-client}. */
class OpenidClientIT extends NpmClientContract {

    OpenidClientIT() {
        super("openid-client");
    }
}
