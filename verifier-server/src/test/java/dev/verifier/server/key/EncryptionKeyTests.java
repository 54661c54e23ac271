package dev.verifier.server.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncryptionKeyTests {

    private static String encryptedTo(EncryptionKey key) throws Exception {
        var jwe = new JWEObject(
                new JWEHeader(JWEAlgorithm.ECDH_ES, EncryptionMethod.A128GCM), new Payload("for your eyes only"));
        jwe.encrypt(new ECDHEncrypter((ECKey) key.published()));
        return jwe.serialize();
    }

    @Test
    void every_node_that_signs_with_the_same_key_reads_the_same() throws Exception {
        var signing = new ECKeyGenerator(Curve.P_256).generate();
        var one = EncryptionKey.derivedFrom(List.of(signing));
        var other = EncryptionKey.derivedFrom(List.of(signing));

        assertThat(other.opened(Part.REQUEST_OBJECT, encryptedTo(one), 1000)).isEqualTo("for your eyes only");
        assertThat(one.published().computeThumbprint())
                .as("it is a key of its own")
                .isNotEqualTo(signing.computeThumbprint());
        assertThat(one.published().isPrivate()).isFalse();
    }

    @Test
    void who_signs_with_another_key_reads_nothing() throws Exception {
        var one = EncryptionKey.derivedFrom(List.of(new ECKeyGenerator(Curve.P_256).generate()));
        var other = EncryptionKey.derivedFrom(List.of(new ECKeyGenerator(Curve.P_256).generate()));
        var sealed = encryptedTo(one);

        assertThat(one.opened(Part.REQUEST_OBJECT, sealed, 1000)).isNotEmpty();
        assertThatThrownBy(() -> other.opened(Part.REQUEST_OBJECT, sealed, 1000))
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        rejected -> assertThat(rejected.rejection().code()).isEqualTo("request_object_malformed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"e30", "eyJhbGciOiJFQ0RILUVTIn0", "eyJlbmMiOiJBMTI4R0NNIn0", "eyJhbGciOjcsImVuYyI6N30", ""})
    void what_does_not_say_how_it_is_encrypted_is_not_read(String header) throws Exception {
        var key = EncryptionKey.derivedFrom(List.of(new ECKeyGenerator(Curve.P_256).generate()));

        assertThatThrownBy(() -> key.opened(Part.REQUEST_OBJECT, header + "..AA.AA.AA", 1000))
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        rejected -> assertThat(rejected.rejection().code()).isEqualTo("request_object_malformed"));
    }

    @Test
    void no_more_is_read_than_there_may_be() throws Exception {
        var key = EncryptionKey.derivedFrom(List.of(new ECKeyGenerator(Curve.P_256).generate()));
        var sealed = encryptedTo(key);

        assertThatThrownBy(() -> key.opened(Part.REQUEST_OBJECT, sealed, sealed.length() - 1))
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        rejected -> assertThat(rejected.rejection().code()).isEqualTo("request_object_too_large"));
    }
}
