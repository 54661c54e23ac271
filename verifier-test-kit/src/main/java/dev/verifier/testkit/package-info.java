/**
 * A Verifier for tests, with people who sign in when a test says so. Compiled for Java 17, for whoever's tests run there; what it starts are
 * other processes, which need a Java 25.
 */
@NullMarked
package dev.verifier.testkit;

import org.jspecify.annotations.NullMarked;
