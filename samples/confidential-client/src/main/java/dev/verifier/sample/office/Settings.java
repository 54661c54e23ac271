package dev.verifier.sample.office;

import java.net.URI;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What this app has to know beside what the starter does.
 *
 * @param api what it calls with the token
 * @param dataDirectory where its key is, and its entry for the trusted services list
 */
@ConfigurationProperties("sample")
record Settings(URI api, Path dataDirectory) {}
