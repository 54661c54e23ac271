package dev.verifier.e2e;

/** What openid-client is made of, for who writes each step: {@code oauth4webapi}. */
class Oauth4webapiIT extends NpmClientContract {

    Oauth4webapiIT() {
        super("oauth4webapi");
    }
}
