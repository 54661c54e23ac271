/**
 * What a Spring Boot application needs to sign people in at Verifier, to be a machine there, or to accept its tokens. OAuth is Spring
 * Security's: what is here tells its classes what they must know. Knows Verifier by its metadata only, and nothing of credentials but
 * how a machine presents its own. Compiled for Java 17.
 */
@NullMarked
package dev.verifier.client;

import org.jspecify.annotations.NullMarked;
