package dev.verifier.e2e;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test of what people see: skipped, with a word about it, where there is no browser to see it with. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIf(
        value = "dev.verifier.e2e.Chromium#isInstalled",
        disabledReason = "no Chromium: install it, or say where it is with VERIFIER_CHROMIUM")
@ExtendWith(Town.Shared.class)
@interface BrowserTest {}
