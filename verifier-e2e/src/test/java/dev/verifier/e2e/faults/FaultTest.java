package dev.verifier.e2e.faults;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A test that starts several servers and does to them what should not happen to any. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfSystemProperty(
        named = "verifier.faults",
        matches = "true",
        disabledReason = "it is slow: ./dev test --all runs this")
@Timeout(900)
@interface FaultTest {}
