package phasegrid.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import phasegrid.engine.sweep.Address;

class AddressIndexTest {
    @Test
    void itAgreesWithSets() {
        SplittableRandom random = new SplittableRandom("AddressIndexTest".hashCode());
        AddressIndex index = new AddressIndex();
        Map<String, Set<Address>> sets = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            String key = Rows.key(random.nextInt(300));
            Address address = new Address(random.nextInt(-2, 30), random.nextInt(-3, 3), random.nextLong(-2, 2));
            Set<Address> set = sets.computeIfAbsent(key, k -> new TreeSet<>());
            assertThat(index.get(key).contains(address)).isEqualTo(set.contains(address));
            index.at(key).add(address);
            set.add(address);
            assertThat(index.get(key).size()).isEqualTo(set.size());
        }
        index.forEach((key, addresses) -> {
            Set<Address> all = new TreeSet<>();
            addresses.forEach(all::add);
            assertThat(all).isEqualTo(sets.remove(key));
        });
        assertThat(sets).isEmpty();
    }

    @Test
    void runsOfEqualSetsAreEqualWhateverTheOrder() {
        List<Address> all = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            all.add(new Address(i % 50, i / 50, 0));
        }
        Addresses ascending = set(all);
        assertThat(ascending.runs()).isEqualTo(4);
        Collections.shuffle(all, new Random("runsOfEqualSets".hashCode()));
        assertThat(set(all)).isEqualTo(ascending).hasToString(ascending.toString());
        Addresses copy = ascending.copy();
        copy.add(0, Addresses.place(new Address(40, 0, 0)), Addresses.place(new Address(60, 0, 0)));
        assertThat(copy.size()).isEqualTo(211);
        assertThat(ascending.size()).isEqualTo(200);
    }

    @Test
    void whatIsCountedIsWhatIsContained() {
        SplittableRandom random = new SplittableRandom("whatIsCounted".hashCode());
        for (int i = 0; i < 500; i++) {
            Addresses set = new Addresses();
            for (int n = random.nextInt(40); n > 0; n--) {
                set.add(new Address(random.nextInt(12), random.nextInt(3), random.nextInt(3)));
            }
            Address first = new Address(random.nextInt(12), random.nextInt(3), random.nextInt(3));
            long one = Addresses.place(first);
            long last = one + random.nextInt(-1, 12);
            long there = LongStream.rangeClosed(one, last)
                    .filter(place -> set.contains(Addresses.address(first.leg(), place)))
                    .count();
            assertThat(set.count(first.leg(), one, last)).isEqualTo(there);
        }
    }

    private static Addresses set(List<Address> all) {
        Addresses set = new Addresses();
        all.forEach(set::add);
        return set;
    }

    @Test
    void keysThatDifferInOneBitDiffer() {
        AddressIndex index = new AddressIndex();
        Address address = new Address(0, 0, 0);
        index.at("0".repeat(64)).add(address);
        for (int i = 0; i < 64; i++) {
            assertThat(index.get("0".repeat(i) + "1" + "0".repeat(63 - i)).contains(address))
                    .isFalse();
        }
        assertThat(index.size()).isEqualTo(1);
    }

    @Test
    void contentsComeBackAndDamageIsSeen() {
        Contents contents = new Contents();
        for (int i = 0; i < 500; i++) {
            contents.add(Rows.key(i % 7), new Address(i, i % 3, i % 2), i % 5 == 0 ? Rows.HERE : Rows.THERE);
        }
        String text = contents.text();
        Contents back = Contents.parse(text).orElseThrow();
        assertThat(back.text()).isEqualTo(text);
        for (int i = 0; i < 7; i++) {
            assertThat(back.rows().get(Rows.key(i))).isEqualTo(contents.rows().get(Rows.key(i)));
        }
        assertThat(back.origins()).isEqualTo(contents.origins()).hasSize(2);
        assertThat(back.size()).isEqualTo(500);
        for (int i = 0; i < text.length(); i += 97) {
            char other = text.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(Contents.parse(text.substring(0, i) + other + text.substring(i + 1)))
                    .isEmpty();
        }
        assertThat(Contents.parse("")).isEmpty();
        assertThat(Contents.parse("not base 64!")).isEmpty();
    }
}
