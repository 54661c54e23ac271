package dev.verifier.client;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.security.ConditionalOnDefaultWebSecurity;

/** Where the application has no filter chain of its own. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ConditionalOnDefaultWebSecurity
@interface DefaultWebSecurity {}
