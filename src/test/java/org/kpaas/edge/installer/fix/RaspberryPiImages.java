package org.kpaas.edge.installer.fix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/// Boot partitions shaped like Ubuntu's images for the Raspberry Pi, written from knowledge of their layouts: which files
/// there are and which setting names which. Wording, order of kernel words and further settings of real images differ.
enum RaspberryPiImages {
    /// 20.04 reads its settings from included files, which name a command line with or without Bluetooth.
    UBUNTU_20_04(
            "nobtcmd.txt",
            Map.of(
                    "config.txt",
                    "[pi4]\n"
                            + "kernel=uboot_rpi_4.bin\n"
                            + "[pi2]\n"
                            + "kernel=uboot_rpi_2.bin\n"
                            + "cmdline=other.txt\n"
                            + "[all]\n"
                            + "arm_64bit=1\n"
                            + "cmdline=cmdline.txt\n"
                            + "include syscfg.txt\n"
                            + "include usercfg.txt\n",
                    "syscfg.txt",
                    "enable_uart=1\ncmdline=nobtcmd.txt\n",
                    "usercfg.txt",
                    "# Place \"config.txt\" changes here\n#cmdline=btcmd.txt\n",
                    "nobtcmd.txt",
                    words("console=ttyAMA0,115200"),
                    "btcmd.txt",
                    words("console=tty1"),
                    "cmdline.txt",
                    words("console=tty0"))),
    /// 22.04 has one file and includes nothing; what an upgrade left behind is not read.
    UBUNTU_22_04(
            "cmdline.txt",
            Map.of(
                    "config.txt",
                    "[all]\n"
                            + "kernel=vmlinuz\n"
                            + "cmdline=cmdline.txt\n"
                            + "initramfs initrd.img followkernel\n"
                            + "[pi4]\n"
                            + "max_framebuffers=2\n"
                            + "[cm4]\n"
                            + "dtoverlay=dwc2,dr_mode=host\n"
                            + "[all]\n",
                    "usercfg.txt",
                    "cmdline=btcmd.txt\n",
                    "btcmd.txt",
                    words("console=tty1"),
                    "cmdline.txt",
                    words("console=serial0,115200"))),
    UBUNTU_24_04(
            "cmdline.txt",
            Map.of(
                    "config.txt",
                    "[all]\n"
                            + "kernel=vmlinuz\r\n"
                            + "cmdline=cmdline.txt\r\n"
                            + "initramfs initrd.img followkernel\n"
                            + "[pi5]\n"
                            + "cmdline=five.txt\n",
                    "five.txt",
                    words("console=ttyAMA10,115200"),
                    "cmdline.txt",
                    words("multipath=off"))),
    /// 25.10 keeps a good and a new set of files apart, and starts the new one on trial once.
    UBUNTU_25_10(
            "current/cmdline.txt",
            Map.of(
                    "config.txt",
                    "[all]\nkernel=vmlinuz\ncmdline=cmdline.txt\nos_prefix=current/\n"
                            + "[tryboot]\nos_prefix=new/\n[all]\nenable_uart=1\n",
                    "cmdline.txt",
                    words("console=old"),
                    "new/cmdline.txt",
                    words("console=new"),
                    "old/cmdline.txt",
                    words("console=older"),
                    "current/cmdline.txt",
                    words("console=serial0,115200")));

    private final String read;
    private final Map<String, String> files;

    /// @param read the file that the boot loader reads
    RaspberryPiImages(String read, Map<String, String> files) {
        this.read = read;
        this.files = files;
    }

    private static String words(String first) {
        return first
                + " dwc_otg.lpm_enable=0 root=LABEL=writable rootfstype=ext4 rootwait fixrtc\n";
    }

    /// @param boot stands for `/boot/firmware`
    /// @return the file that the boot loader reads
    Path write(Path boot) throws IOException {
        for (var file : files.entrySet()) {
            Path path = boot.resolve(file.getKey());
            Files.createDirectories(Objects.requireNonNull(path.getParent()));
            Files.writeString(path, file.getValue());
        }
        return boot.resolve(read);
    }
}
