package dev.verifier.client;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The rules of the house, as far as they are for the starter. */
class StarterRulesTests {

    private static final JavaClasses STARTER = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.verifier.client");

    @Test
    void it_knows_none_of_our_other_rooms_and_logs_nothing() {
        noClasses()
                .should()
                .dependOnClassesThat(JavaClass.Predicates.resideInAPackage("dev.verifier..")
                        .and(DescribedPredicate.not(JavaClass.Predicates.resideInAPackage("dev.verifier.client.."))))
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("org.slf4j..", "org.apache.commons.logging..")
                .check(STARTER);
    }

    @Test
    void time_and_chance_come_in_through_the_door() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("AutoConfiguration")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callConstructor(SecureRandom.class)
                .check(STARTER);
    }

    /** A machine has no servlets: what it is made of does not know them. */
    @Test
    void a_machine_is_made_without_the_web_part_of_spring_security() {
        noClasses()
                .that()
                .haveSimpleNameStartingWith("Machine")
                .or()
                .haveSimpleNameStartingWith("Key")
                .or()
                .haveSimpleName("ClientAutoConfiguration")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "jakarta.servlet..",
                        "org.springframework.security.web..",
                        "org.springframework.security.config..")
                .check(STARTER);
    }

    @Test
    void package_private_is_the_default() {
        assertThat(STARTER.stream()
                        .filter(JavaClass::isTopLevelClass)
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                        .map(JavaClass::getSimpleName))
                .containsExactlyInAnyOrder(
                        "AccessTokens", "MachineTokenFilter", "MachineTokens", "Registration", "SignIn");
        classes().should().haveSimpleNameNotEndingWith("Service").check(STARTER);
    }
}
