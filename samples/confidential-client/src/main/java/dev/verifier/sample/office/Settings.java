package dev.verifier.sample.office;

import java.net.URI;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where this app lives, and what it has to know.
 *
 * @param url its own address, as browsers and Verifier reach it, without a slash at the end
 * @param issuer where people sign in
 * @param api what it calls with the token
 * @param dataDirectory where it keeps its key
 */
@ConfigurationProperties("sample")
record Settings(URI url, URI issuer, URI api, Path dataDirectory) {

    /** Where a browser comes back with a code. */
    static final String CALLBACK = "/callback";

    /** Under which name Spring Security knows Verifier. */
    static final String VERIFIER = "verifier";

    String callback() {
        return url + CALLBACK;
    }

    /** Where a browser comes back signed out. */
    String home() {
        return url + "/";
    }
}
