package org.kpaas.edge.installer.ui;

import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.imageio.ImageIO;

/// Writes what a scene shows to a PNG file.
public final class Picture {
    private Picture() {}

    /// Lays a root out in its scene at this size, whatever the size of the window, and writes the picture. JavaFX thread.
    public static void write(Parent root, int width, int height, Path file) {
        Scene scene = root.getScene();
        root.applyCss();
        root.resize(width, height);
        root.layout();
        root.applyCss();
        root.layout();
        WritableImage image = scene.snapshot(new WritableImage(width, height));
        save(image, file);
    }

    private static void save(WritableImage image, Path file) {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        var copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        PixelReader reader = image.getPixelReader();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                copy.setRGB(x, y, reader.getArgb(x, y));
            }
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            ImageIO.write(copy, "png", file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
