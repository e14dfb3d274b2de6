package phasegrid.engine.dynamics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Spins ±1 as saved states hold them: eight in a byte, + as 1, the first in the lowest bit. */
public final class SpinBits {
    private SpinBits() {}

    /** Writes every spin. */
    public static void write(int[] spins, DataOutput out) throws IOException {
        for (int i = 0; i < spins.length; i += Byte.SIZE) {
            int bits = 0;
            for (int j = 0; j < Math.min(Byte.SIZE, spins.length - i); j++) {
                bits |= spins[i + j] > 0 ? 1 << j : 0;
            }
            out.writeByte(bits);
        }
    }

    /** Reads as many spins as there is room for. */
    public static void read(int[] spins, DataInput in) throws IOException {
        for (int i = 0; i < spins.length; i += Byte.SIZE) {
            int bits = in.readUnsignedByte();
            for (int j = 0; j < Math.min(Byte.SIZE, spins.length - i); j++) {
                spins[i + j] = (bits >> j & 1) == 1 ? 1 : -1;
            }
        }
    }
}
