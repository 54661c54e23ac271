package dev.verifier.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.verifier.presentation.PresentationVerifier;
import dev.verifier.presentation.TransactionData;
import dev.verifier.rejection.RejectedException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of the house, about production classes of the library and the server. */
class HouseRulesTests {

    private static final String[] LIBRARY = {
        "dev.verifier.rejection..",
        "dev.verifier.check..",
        "dev.verifier.recent..",
        "dev.verifier.jose..",
        "dev.verifier.cose..",
        "dev.verifier.xml..",
        "dev.verifier.federation..",
        "dev.verifier.did..",
        "dev.verifier.x509..",
        "dev.verifier.credential..",
        "dev.verifier.mandate..",
        "dev.verifier.dcql..",
        "dev.verifier.trust..",
        "dev.verifier.status..",
        "dev.verifier.presentation.."
    };

    /** Doors: each turns a rejection into what somebody outside of the corridors understands. */
    private static final Set<String> DOORS = Set.of(
            PresentationVerifier.class.getName(),
            "dev.verifier.presentation.CredentialInspection",
            "dev.verifier.server.explain.Judgement",
            "dev.verifier.jose.JwkSet",
            "dev.verifier.status.StatusListReader",
            "dev.verifier.server.client.ClientAssertions",
            "dev.verifier.server.client.ClientAssertionConverter",
            "dev.verifier.server.client.ClientKeys",
            "dev.verifier.server.client.KeySetDocument",
            "dev.verifier.server.dpop.Proofs",
            "dev.verifier.server.machine.MachineAuthentication",
            "dev.verifier.server.wallet.WalletMetadata",
            "dev.verifier.server.request.RequestSources",
            "dev.verifier.server.wallet.WalletAnswers",
            "dev.verifier.federation.ChainSearch",
            "dev.verifier.federation.TrustChains",
            "dev.verifier.presentation.AskedAuthorities",
            "dev.verifier.server.trust.FederationKeys",
            "dev.verifier.server.trust.HttpFederation",
            "dev.verifier.server.trust.HttpIssuerMetadata",
            "dev.verifier.server.trust.Standing",
            "dev.verifier.server.trust.TrustedLists",
            "dev.verifier.server.discovery.DidKeySets",
            "dev.verifier.server.key.SigningKey");

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("/verifier/wallet/"))
            .importPackages("dev.verifier");

    static Stream<ArchRule> rules() {
        return Stream.of(
                noClasses()
                        .that()
                        .resideInAnyPackage(LIBRARY)
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "org.springframework..", "jakarta..", "org.slf4j..", "dev.verifier.server..")
                        .as("the library has never heard of frameworks, logging or the server"),
                noClasses()
                        .that()
                        .resideOutsideOfPackages(
                                "dev.verifier.jose..", "dev.verifier.server.key..", "dev.verifier.server.token..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("com.nimbusds..")
                        .as("the JOSE library is a detail of three rooms"),
                noClasses()
                        .that()
                        .resideOutsideOfPackage("dev.verifier.cose..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("com.upokecenter..")
                        .as("the CBOR library is a detail of one room"),
                noClasses()
                        .that()
                        .resideOutsideOfPackage("dev.verifier.xml..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("javax.xml..", "org.w3c.dom..", "org.xml.sax..")
                        .as("XML is a detail of one room"),
                noClasses()
                        .that()
                        .resideOutsideOfPackages("dev.verifier.presentation..", "dev.verifier.server.explain..")
                        .should()
                        .accessField(TransactionData.class, "UNTOLD")
                        .as("nobody is let in without a look at what they authorize"),
                slices().matching("dev.verifier.(*)..").should().beFreeOfCycles(),
                slices().matching("dev.verifier.server.(*)..").should().beFreeOfCycles(),
                noClasses()
                        .should()
                        .haveSimpleNameEndingWith("Impl")
                        .orShould()
                        .haveSimpleNameEndingWith("Service")
                        .orShould()
                        .haveSimpleNameEndingWith("Manager")
                        .orShould()
                        .haveSimpleNameEndingWith("Helper")
                        .orShould()
                        .haveSimpleNameEndingWith("Utils")
                        .orShould()
                        .haveSimpleNameStartingWith("Custom")
                        .orShould()
                        .haveSimpleNameStartingWith("Default"),
                noClasses()
                        .should()
                        .resideInAnyPackage(
                                "..impl..",
                                "..util..",
                                "..utils..",
                                "..helper..",
                                "..common..",
                                "..shared..",
                                "..misc..",
                                "..dto.."),
                classes()
                        .that()
                        .areAssignableTo(Throwable.class)
                        .should()
                        .haveSimpleName("RejectedException")
                        .as("one exception"),
                constructors()
                        .that()
                        .areDeclaredInClassesThat()
                        .haveSimpleNameStartingWith("Verified")
                        .or()
                        .areDeclaredInClassesThat()
                        .haveSimpleName("IssuerSigned")
                        .or()
                        .areDeclaredInClassesThat()
                        .haveSimpleName("HolderProof")
                        .or()
                        .areDeclaredInClassesThat()
                        .haveSimpleName("TrustedChain")
                        .should()
                        .notBePublic()
                        .as("only a verifier makes what is verified"),
                noClasses()
                        .that()
                        // The composition root, and the program that runs without one.
                        .doNotHaveSimpleName("VerifierConfiguration")
                        .and()
                        .doNotHaveSimpleName("VerifierApplication")
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
                        .as("time and chance come in through the door"),
                noClasses()
                        .that()
                        .resideOutsideOfPackage("dev.verifier.server.audit..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("org.slf4j..")
                        .as("one room logs"),
                noClasses()
                        .that()
                        .resideOutsideOfPackage("dev.verifier.server.outbound..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("org.apache.hc..", "java.net.http..")
                        .as("one room goes out"),
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("org.springframework.transaction.annotation..")
                        .orShould()
                        .dependOnClassesThat()
                        .resideInAPackage("org.aspectj..")
                        .as("a transaction begins where its code says so: no bean is wrapped"),
                codeUnits().should(LEAVE_REJECTIONS_TO_THE_DOORS),
                classes()
                        .that()
                        .areInterfaces()
                        .and()
                        .doNotHaveSimpleName("package-info")
                        .should(HAVE_TWO_LIVES));
    }

    private static final ArchCondition<JavaCodeUnit> LEAVE_REJECTIONS_TO_THE_DOORS =
            new ArchCondition<>("leave rejections to the doors") {
                @Override
                public void check(JavaCodeUnit unit, ConditionEvents events) {
                    var catches = unit.getTryCatchBlocks().stream()
                            .flatMap(block -> block.getCaughtThrowables().stream())
                            .anyMatch(thrown -> thrown.isEquivalentTo(RejectedException.class));
                    if (catches && !DOORS.contains(unit.getOwner().getName())) {
                        events.add(SimpleConditionEvent.violated(unit, unit.getFullName() + " catches a rejection"));
                    }
                }
            };

    /** Sealed, or implemented twice, lambdas counting where the interface is made for them. */
    private static final ArchCondition<JavaClass> HAVE_TWO_LIVES = new ArchCondition<>("have two lives") {
        @Override
        public void check(JavaClass type, ConditionEvents events) {
            var sealed = type.reflect().isSealed();
            var functional = type.isAnnotatedWith(FunctionalInterface.class);
            var lives = type.getAllSubclasses().stream()
                    .filter(DescribedPredicate.not(JavaClass.Predicates.INTERFACES))
                    .count();
            if (!sealed && !functional && !type.isAnnotation() && lives < 2) {
                events.add(SimpleConditionEvent.violated(type, type.getName() + " has " + lives + " lives"));
            }
        }
    };

    @ParameterizedTest
    @MethodSource("rules")
    void every_rule_of_the_house_holds(ArchRule rule) {
        rule.check(HOUSE);
    }

    @Test
    void every_room_says_what_it_owns_and_is_null_marked() {
        var rooms = HOUSE.stream().map(JavaClass::getPackage).distinct().toList();

        assertThat(rooms).hasSizeGreaterThan(20).allSatisfy(room -> {
            assertThat(room.isAnnotatedWith(NullMarked.class))
                    .as(room.getName())
                    .isTrue();
        });
    }

    @Test
    void package_private_is_the_default() {
        for (var room : List.of(
                "client", "machine", "token", "list", "trust", "error", "limit", "discovery", "doctor", "page")) {
            var types = HOUSE.stream()
                    .filter(type -> type.getPackageName().equals("dev.verifier.server." + room))
                    .filter(JavaClass::isTopLevelClass)
                    .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                    .toList();
            assertThat(types).as(room).hasSizeLessThanOrEqualTo(10);
        }
    }

    @Test
    void the_rules_are_about_something() {
        assertThat(HOUSE.stream().filter(type -> type.getPackageName().startsWith("dev.verifier.server")))
                .hasSizeGreaterThan(60);
        assertThat(HOUSE.stream().filter(type -> !type.getPackageName().startsWith("dev.verifier.server")))
                .hasSizeGreaterThan(50);
    }
}
