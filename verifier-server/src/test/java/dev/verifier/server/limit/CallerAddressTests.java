package dev.verifier.server.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

class CallerAddressTests {

    private static final CallerAddress ADDRESSES = new CallerAddress(List.of("10.0.0.0/8", "2001:db8::/32"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "203.0.113.9|X-Forwarded-For|198.51.100.1|203.0.113.9",
                "10.0.0.1|X-Forwarded-For|198.51.100.1|198.51.100.1",
                "10.0.0.1|X-Forwarded-For|192.0.2.66, 198.51.100.1, 10.9.9.9|198.51.100.1",
                "10.0.0.1|X-Forwarded-For|10.0.0.2, 10.0.0.3|10.0.0.2",
                "10.0.0.1|X-Forwarded-For|junk|10.0.0.1",
                "10.0.0.1|X-Forwarded-For|192.0.2.66, junk, 10.0.0.2|10.0.0.2",
                "10.0.0.1|X-Forwarded-For|198.51.100.1:4711|198.51.100.1",
                "10.0.0.1|X-Forwarded-For|[2001:470::1]:4711|2001:470:0:0:0:0:0:1",
                "10.0.0.1|X-Forwarded-For|2001:470::1|2001:470:0:0:0:0:0:1",
                "10.0.0.1|X-Forwarded-For|198.51.100.1,|198.51.100.1",
                "10.0.0.1|X-Forwarded-For|,|10.0.0.1",
                "10.0.0.1|X-Other|198.51.100.1|10.0.0.1",
                "10.0.0.1|Forwarded|for=198.51.100.1|198.51.100.1",
                "10.0.0.1|Forwarded|by=10.0.0.1;for=\"198.51.100.1:4711\";proto=https|198.51.100.1",
                "10.0.0.1|Forwarded|for=192.0.2.66, For=\"[2001:470::1]:80\", for=10.2.2.2|2001:470:0:0:0:0:0:1",
                "10.0.0.1|Forwarded|for=_hidden|10.0.0.1",
                "2001:db8::1|Forwarded|for=198.51.100.1|198.51.100.1",
                "203.0.113.9|Forwarded|for=198.51.100.1|203.0.113.9",
            })
    void the_caller_is_the_last_address_that_is_no_proxy_of_ours(
            String peer, String header, String value, String caller) {
        var request = from(peer);
        request.addHeader(header, value);

        assertThat(ADDRESSES.of(request)).isEqualTo(caller);
    }

    @Test
    void however_many_hops_a_stranger_makes_up_the_last_one_counts() {
        for (var count : List.of(1, 49, 50, 51, 1000)) {
            var request = from("10.0.0.1");
            request.addHeader("X-Forwarded-For", "192.0.2.66, ".repeat(count) + "198.51.100.1");

            assertThat(ADDRESSES.of(request)).isEqualTo("198.51.100.1");
        }
    }

    @Test
    void headers_that_contradict_each_other_name_nobody() {
        var agreeing = from("10.0.0.1");
        agreeing.addHeader("Forwarded", "for=198.51.100.1");
        agreeing.addHeader("X-Forwarded-For", "198.51.100.1");
        var contradicting = from("10.0.0.1");
        contradicting.addHeader("Forwarded", "for=198.51.100.1");
        contradicting.addHeader("X-Forwarded-For", "192.0.2.66");

        assertThat(ADDRESSES.of(agreeing)).isEqualTo("198.51.100.1");
        assertThat(ADDRESSES.of(contradicting)).isEqualTo("10.0.0.1");
    }

    @ParameterizedTest
    @CsvSource({
        "198.51.100.1, 198.51.100.1",
        "2001:470:1:2::1, 20:01:04:70:00:01:00/56",
        "2001:470:1:2:ffff::9, 20:01:04:70:00:01:00/56",
        "2001:470:1:ff::1, 20:01:04:70:00:01:00/56",
        "2001:470:1:100::1, 20:01:04:70:00:01:01/56",
    })
    void a_network_of_version_6_has_one_share(String address, String network) {
        assertThat(CallerAddress.network(address)).isEqualTo(network);
    }

    private static MockHttpServletRequest from(String peer) {
        var request = new MockHttpServletRequest();
        request.setRemoteAddr(peer);
        return request;
    }
}
